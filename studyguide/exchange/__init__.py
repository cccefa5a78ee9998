"""The guide in other people's formats."""
