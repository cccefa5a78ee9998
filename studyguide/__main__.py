"""`python -m studyguide`."""

from studyguide.cli import main

main()
