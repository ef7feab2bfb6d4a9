"""What is printed, held against what stands behind it: sentences, words and figures against their sources."""
