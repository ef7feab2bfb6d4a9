"""Updates and corrections of the whole site."""
