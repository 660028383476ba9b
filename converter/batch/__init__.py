"""Many inputs: planned before anything is written, done one by one, summed up at the end."""
