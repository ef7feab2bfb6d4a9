"""Publishing: a site is built beside the published folder, checked, and put in its place in one step."""
