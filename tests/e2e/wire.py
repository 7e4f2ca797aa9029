"""A second implementation of the protocol, for tests: Interloom's protos through grpcio, frames decoded with numpy.

Nothing of the C++ client is used, so a mistake that client and server share would show here.
"""

import functools
import hashlib
import importlib
import pathlib
import sys
import tempfile

import numpy as np
import torch
import xxhash
import zstandard

ROOT = pathlib.Path(__file__).resolve().parents[2]
FRAME_RAW_BYTES = 1 << 20


@functools.cache
def stubs():
    """The generated modules by name: stubs()["jobs_pb2"], stubs()["jobs_pb2_grpc"]."""
    from grpc_tools import protoc

    out = tempfile.mkdtemp(prefix="interloom-stubs-")
    protos = sorted((ROOT / "proto/interloom/v1").glob("*.proto"))
    args = ["protoc", f"-I{ROOT / 'proto'}", f"--python_out={out}", f"--grpc_python_out={out}", *map(str, protos)]
    if protoc.main(args) != 0:
        raise RuntimeError("protoc failed on proto/")
    sys.path.insert(0, out)
    names = [p.stem + suffix for p in protos for suffix in ("_pb2", "_pb2_grpc")]
    return {name: importlib.import_module(f"interloom.v1.{name}") for name in names}


def pb(name):
    """A message class by name, from whichever file defines it."""
    for module in stubs().values():
        if hasattr(module, name):
            return getattr(module, name)
    raise KeyError(name)


DTYPES = {
    "UINT8": torch.uint8, "INT8": torch.int8, "INT16": torch.int16, "INT32": torch.int32, "INT64": torch.int64,
    "FLOAT16": torch.float16, "FLOAT32": torch.float32, "FLOAT64": torch.float64, "COMPLEX32": torch.complex32,
    "COMPLEX64": torch.complex64, "COMPLEX128": torch.complex128, "BOOL": torch.bool, "BFLOAT16": torch.bfloat16,
    "UINT16": torch.uint16, "UINT32": torch.uint32, "UINT64": torch.uint64, "FLOAT8_E4M3FN": torch.float8_e4m3fn,
    "FLOAT8_E5M2": torch.float8_e5m2, "FLOAT8_E4M3FNUZ": torch.float8_e4m3fnuz, "FLOAT8_E5M2FNUZ": torch.float8_e5m2fnuz,
    "FLOAT8_E8M0FNU": torch.float8_e8m0fnu,
}  # fmt: skip


def dtype_number(dtype):
    name = next(n for n, d in DTYPES.items() if d is dtype)
    return stubs()["tensor_pb2"].DType.Value(name)


def decode_frame(frame):
    """The raw bytes of one frame; raises ValueError for a wrong checksum or size."""
    if xxhash.xxh3_64_intdigest(frame.data) != frame.checksum:
        raise ValueError(f"tensor {frame.tensor} offset {frame.offset}: wrong checksum")
    encoding = stubs()["tensor_pb2"].Encoding.Name(frame.encoding)
    raw = frame.data
    if encoding != "RAW":
        raw = zstandard.ZstdDecompressor().decompress(raw, max_output_size=frame.raw_size)
    if encoding == "SHUFFLE_ZSTD":
        n = frame.elem_size
        whole = frame.raw_size // n * n
        planes = np.frombuffer(raw[:whole], np.uint8).reshape(n, -1)
        raw = planes.T.tobytes() + raw[whole:]
    if len(raw) != frame.raw_size:
        raise ValueError(f"tensor {frame.tensor} offset {frame.offset}: {len(raw)} bytes, {frame.raw_size} promised")
    return raw


def raw_frames(data, tensor=0):
    """`data` as unencoded frames."""
    for offset in range(0, len(data), FRAME_RAW_BYTES):
        piece = bytes(data[offset : offset + FRAME_RAW_BYTES])
        yield pb("Frame")(tensor=tensor, offset=offset, raw_size=len(piece), encoding=1, elem_size=1,
                          checksum=xxhash.xxh3_64_intdigest(piece), data=piece)  # fmt: skip


def assemble(metas, frames):
    """The tensors of a result."""
    buffers = [bytearray() for _ in metas]
    for frame in frames:
        if frame.offset != len(buffers[frame.tensor]):
            raise ValueError(f"tensor {frame.tensor}: gap at {len(buffers[frame.tensor])}")
        buffers[frame.tensor] += decode_frame(frame)
    names = stubs()["tensor_pb2"].DType
    out = []
    for meta, buffer in zip(metas, buffers):
        dtype = DTYPES[names.Name(meta.dtype)]
        shape = list(meta.shape)
        out.append(torch.frombuffer(buffer, dtype=dtype).reshape(shape) if buffer else torch.empty(shape, dtype=dtype))
    return out


def to_python(value, tensors):
    """A wire Value as Python objects; a record becomes a dict with its class under '__class__'."""
    kind = value.WhichOneof("kind")
    if kind == "none":
        return None
    if kind in ("bool_value", "int_value", "float_value", "str_value", "bytes_value"):
        return getattr(value, kind)
    if kind == "big_int":
        return int(value.big_int)
    if kind == "complex_value":
        return complex(value.complex_value.real, value.complex_value.imag)
    if kind in ("list", "tuple"):
        items = [to_python(v, tensors) for v in getattr(value, kind).items]
        return items if kind == "list" else tuple(items)
    if kind == "dict":
        return {to_python(e.key, tensors): to_python(e.value, tensors) for e in value.dict.entries}
    if kind == "record":
        fields = {f.name: to_python(f.value, tensors) for f in value.record.fields}
        return {"__class__": value.record.class_name, **fields}
    if kind == "tensor":
        return tensors[value.tensor]
    if kind == "opaque":
        return f"<{value.opaque}>"
    return getattr(value, kind)


def sha256(data):
    return hashlib.sha256(data).hexdigest()
