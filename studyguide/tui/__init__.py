"""The screens, made with Textual."""

import os

# Textual paints at most so often a second, and waits up to two frames after one: at its own 60 a key pressed
# soon after another would be answered 13 ms late. It reads this once, when it is first imported.
os.environ.setdefault("TEXTUAL_FPS", "120")
