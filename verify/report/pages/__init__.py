"""Pages that stand alone: HTML without a script, with nothing loaded from elsewhere."""
