"""From a table to records: the rows of a data set as drafts, with the data set's own codes and bounds."""
