"""What bears on a claim: in the archive of checked articles, and outside."""
