"""Other people's formats: the guide, its cards and the learner's reviews out, cards in."""
