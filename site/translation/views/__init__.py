"""The screens of the admin that are about languages, one module each."""
