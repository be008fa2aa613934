"""The map step of `npm run analyze` under Spark, and its five questions.

    spark-submit spark.py FILES ROWS COMMAND…

FILES    what Spark reads: s3a://bucket/calls/*/*, gs://…, file:///calls/*/*
ROWS     where the rows go as Parquet
COMMAND  how a worker starts the analysis, for example: node /opt/inspector/scripts/run.mjs analyze
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

QUESTIONS = ["app-versions", "libraries", "browsers", "memory", "weeks"]
SQL = pathlib.Path(__file__).resolve().parent / "sql"


def analyze(files, command):
    """Rows, as JSON, of the files of one partition."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for file in files:
            local = pathlib.Path(folder, str(len(paths)), os.path.basename(file.path))
            local.parent.mkdir()
            local.write_bytes(file.content)
            paths.append((str(local), file.path))
        if not paths:
            return
        # It ends with 2 where a file can't be read; each such file has a row that says so.
        run = subprocess.run([*command, folder, "--ndjson", "--jobs", "1"], stdout=subprocess.PIPE)
        if run.returncode > 2:
            raise RuntimeError(f"The analysis ended with {run.returncode}.")
        for line in run.stdout.decode().splitlines():
            row = json.loads(line)
            local, path = paths[int(pathlib.Path(row["file"]).relative_to(folder).parts[0])]
            # A part of an archive has its name after the archive's.
            yield json.dumps({**row, "file": path + row["file"][len(local) :]})


def main(files, rows, *command):
    spark = SparkSession.builder.appName("transceivers").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    found = spark.read.format("binaryFile").load(files).select("path", "content")
    spark.read.json(found.rdd.mapPartitions(lambda part: analyze(part, command))).write.mode("overwrite").parquet(rows)
    spark.read.parquet(rows).createOrReplaceTempView("fleet")
    spark.sql((SQL / "connections.sql").read_text().rstrip().rstrip(";"))
    answers = {}
    for name in QUESTIONS:
        answer = spark.sql((SQL / f"{name}.sql").read_text().rstrip().rstrip(";"))
        answer.show(truncate=False)
        answers[name] = [json.loads(row) for row in answer.toJSON().collect()]
    print(json.dumps(answers))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
