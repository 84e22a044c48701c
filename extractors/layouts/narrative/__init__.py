"""What makes a narrative of the register: the steps of a paper, its headings and the entries a report lists."""
