"""Reads every metric point of an experiment with MLflow's own Python client and compares it with what the store says.

readback.py SERVER EXPERIMENT EXPECTED: the last is a JSON file, {run id in the store: [[key, value, timestamp, step], ...]}.
Prints one line; exit code 1 when a point is missing, doubled or different.
"""
import json
import sys

from mlflow.tracking import MlflowClient


def main(server, name, path):
    with open(path, encoding="utf-8") as file:
        expected = {run: sorted(map(tuple, points)) for run, points in json.load(file).items()}
    client = MlflowClient(server)
    experiment = client.get_experiment_by_name(name)
    found, token = {}, None
    while True:
        page = client.search_runs([experiment.experiment_id], "tags.`reproducible.kind` = 'run'", max_results=200, page_token=token)
        for run in page:
            points = [(m.key, m.value, m.timestamp, m.step) for key in run.data.metrics for m in client.get_metric_history(run.info.run_id, key)]
            if run.data.tags["reproducible.run_id"] in found:
                sys.exit(f"run {run.data.tags['reproducible.run_id']} is there twice")
            found[run.data.tags["reproducible.run_id"]] = sorted(points)
        token = page.token
        if not token:
            break
    different = [run for run in expected.keys() | found.keys() if expected.get(run) != found.get(run)]
    print(f"{len(found)} runs, {sum(map(len, found.values()))} points read, {sum(map(len, expected.values()))} expected, {len(different)} runs different")
    sys.exit(1 if different else 0)


main(*sys.argv[1:])
