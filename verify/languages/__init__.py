"""Languages as data: one pack each; what data cannot say in a few small modules."""
