"""What happened: the append-only record of answers. The truth; everything else is computed from it."""
