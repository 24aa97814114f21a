"""Writes events.tfevents with TensorBoard's own Python classes: record writer, messages and the HParams plugin's start info.

Needs TensorBoard (made with 2.22.0a0, commit 70b76c9, its messages compiled by protoc 3.21.12), protobuf and numpy:
    python3 make_events.py events.tfevents
"""
import io
import sys

from tensorboard.compat.proto import event_pb2, histogram_pb2, summary_pb2
from tensorboard.plugins.hparams import api_pb2, metadata, plugin_data_pb2, summary_v2
from tensorboard.summary.writer.record_writer import RecordWriter

START = 1767323045.0  # 2026-01-02T03:04:05Z


def hparams(tag, **data):
    content = plugin_data_pb2.HParamsPluginData(**data)
    value = summary_pb2.Summary.Value(tag=tag, metadata=metadata.create_summary_metadata(content), tensor=metadata.NULL_TENSOR)
    return summary_pb2.Summary(value=[value])


file = io.BytesIO()
writer = RecordWriter(file)


def ordered(summary):
    """Its map in the order of the keys: Python's protobuf has an order of its own each time."""
    data = summary.value[0].metadata.plugin_data
    data.content = plugin_data_pb2.HParamsPluginData.FromString(data.content).SerializeToString(deterministic=True)
    return summary


def add(**event):
    writer.write(event_pb2.Event(**event).SerializeToString(deterministic=True))


add(wall_time=START, file_version="brain.Event:2")
add(wall_time=START, summary=ordered(summary_v2.hparams_pb(
    {"a.flag": True, "b.rate": 0.5, "c.name": "Tune"}, trial_id="group", start_time_secs=START)))
add(wall_time=START + 1.25, step=3, summary=summary_pb2.Summary(value=[
    summary_pb2.Summary.Value(tag="train/loss", simple_value=0.75),
    summary_pb2.Summary.Value(tag="train/accuracy", simple_value=float("nan"))]))
add(wall_time=START + 4, step=6, summary=summary_pb2.Summary(value=[summary_pb2.Summary.Value(
    tag="weights/w", histo=histogram_pb2.HistogramProto(
        min=-1, max=2, num=3, sum=1, sum_squares=5, bucket_limit=[0.5, 2], bucket=[2, 1]))]))
add(wall_time=START + 4, step=6, summary=hparams(
    metadata.SESSION_END_INFO_TAG,
    session_end_info=plugin_data_pb2.SessionEndInfo(status=api_pb2.STATUS_FAILURE, end_time_secs=START + 4)))

with open(sys.argv[1], "wb") as out:
    out.write(file.getvalue())
