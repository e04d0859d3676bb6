"""The recipe that trains the English language pipeline of `graph.language` from open treebanks."""
