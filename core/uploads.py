"""Files that come with a form: the CMS takes them, and views that say so; nobody else does."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# What else travels in such a form: its fields, and the lines between them.
ROOM_FOR_FIELDS = 500_000  # bytes


def takes_file(most: int):
    """Mark a view whose form may come with a file of at most so many bytes.

    It has to stay below FILE_UPLOAD_MAX_MEMORY_SIZE with its fields, so that it is never on disk.
    """

    def mark(view):
        view.takes_file_of = most
        return view

    return mark


class ExpectedFiles(FileUploadHandler):
    """Stands before the handlers that keep files, and lets only those pass that somebody asked for.

    A file sent elsewhere is read past, so that no byte of it reaches memory or disk; the form it
    came with is answered as if it had come without.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.length = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if not self.request.path_info.startswith("/cms/") and not self.is_taken_by_view():
            raise SkipFile

    def is_taken_by_view(self) -> bool:
        match = self.request.resolver_match
        most = getattr(match.func, "takes_file_of", 0) if match else 0
        return most > 0 and self.length <= most + ROOM_FOR_FIELDS

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers that kept it."""
