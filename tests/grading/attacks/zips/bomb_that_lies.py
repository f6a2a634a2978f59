"""Pack 300 MB of zeros as an entry that says it has a thousand bytes."""


def pack(archive, notebook):
    with archive.open("eve/ps1.ipynb", "w", force_zip64=True) as file:
        for _ in range(300):
            file.write(bytes(1_000_000))
    archive.getinfo("eve/ps1.ipynb").file_size = 1000
