"""Files that come with a form: outside the CMS none is taken, whatever a form says it is."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class CmsAlone(FileUploadHandler):
    """Stands before the handlers that keep files, and lets only those of the CMS pass.

    A file sent elsewhere is read past, so that no byte of it reaches memory or disk; the form it
    came with is answered as if it had come without.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if not self.request.path_info.startswith("/cms/"):
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers that kept it."""
