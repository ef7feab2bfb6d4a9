"""An incident in few words, as plain text for people: flash, SALUTE."""
