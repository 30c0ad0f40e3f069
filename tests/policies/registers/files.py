"""A file of a register on its way."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from esafety.jobs import services as jobs


def url(page, register, *more):
    return reverse(f"registers:{page}", args=["oakfield", register.code, *more])


def send(client, register, body, name="register.csv"):
    file = SimpleUploadedFile(name, body)
    return client.post(url("import_upload", register), {"file": file})


def run(made):
    made.refresh_from_db()
    return jobs.run(str(made.job_id))
