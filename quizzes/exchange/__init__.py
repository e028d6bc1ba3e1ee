"""Questions as files of other platforms: reading, and writing what a format carries.

What only parses is pure and runs in a child process of its own (`child`, started by `reading`);
`drafts` turns what was read into questions and back, `actions` writes.
"""
