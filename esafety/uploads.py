"""No file gets into the product but one of people, of training, of meetings or of a register:
evidence is never uploaded, anywhere.

Forms without a file field ignore a posted file, but Django would still read it into memory or
onto the disk. Here it is thrown away as it arrives, before any view runs.
"""

import re
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# The pages that read in people, training, meetings and entries of a register, after the school.
TAKES_FILES = re.compile(r"/[-\w]+/(people|training|meetings|registers/[-\w]+)/import/", re.ASCII)


class OnlyKnownFiles(FileUploadHandler):
    """Skips every posted file except on the pages that read in a list."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        path = self.request.path_info if self.request is not None else ""
        if not TAKES_FILES.fullmatch(path):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
