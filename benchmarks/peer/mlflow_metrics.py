"""Logs metric points with MLflow's own client, as many as the benchmark beside it, and says how long it took.

pip install mlflow
Run by benchmarks/Reproducible.Benchmarks; alone:   echo 3 | python3 benchmarks/peer/mlflow_metrics.py http://127.0.0.1:5000

Each line of input is a time to do it: a new run, 10 metrics of 1,000 steps each, in batches of 1,000 points, the most that a server takes.
Each line of output has the seconds that the batches took, without the start of Python and the making of the run, and the run's id.
"""
import json
import sys
import time

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric

METRICS, STEPS, BATCH = 10, 1000, 1000

client = MlflowClient(sys.argv[1])
found = client.get_experiment_by_name("benchmark")
experiment = found.experiment_id if found else client.create_experiment("benchmark")
print(json.dumps({"ready": mlflow.__version__}), flush=True)
for _ in sys.stdin:
    run = client.create_run(experiment).info.run_id
    start = time.perf_counter()
    now = time.time_ns() // 1_000_000
    points = [Metric(f"metric{key}", step / 7, now + step, step) for step in range(STEPS) for key in range(METRICS)]
    for first in range(0, len(points), BATCH):
        client.log_batch(run, metrics=points[first:first + BATCH])
    print(json.dumps({"seconds": time.perf_counter() - start, "run": run}), flush=True)
