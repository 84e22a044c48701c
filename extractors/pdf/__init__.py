"""The parts of the PDF reader: what stands on a page, where its cells are, which words share a line."""
