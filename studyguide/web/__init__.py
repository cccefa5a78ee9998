"""The screens in a browser: a small server on this machine, and who may talk to it."""
