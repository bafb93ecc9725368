import subprocess, pathlib
def test_try(version, file_of, swedish, rich, translator, made):
    out = pathlib.Path("/tmp/xlf"); out.mkdir(exist_ok=True)
    for k, e in (("xliff","xlf"),("po","po"),("docx","docx")):
        (out/f"a.{e}").write_bytes(file_of(version, k))
    r = translator.get("/admin/translation/files/"); assert r.status_code==200
    (out/"files.html").write_bytes(r.content)
