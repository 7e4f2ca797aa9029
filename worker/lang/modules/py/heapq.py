"""Priority queues in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def heappush(heap, item):
    """Push item onto heap, maintaining the heap invariant."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Pop and return the current smallest value, and add the new item."""
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Push item on the heap, then pop and return the smallest item from the heap."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    for i in reversed(range(len(x) // 2)):
        _sink(x, i)


def _rise(heap, start, position):
    """Moves the item at `position` up to its place, not above `start`."""
    item = heap[position]
    while position > start:
        parent = (position - 1) >> 1
        if not item < heap[parent]:
            break
        heap[position] = heap[parent]
        position = parent
    heap[position] = item


def _sink(heap, position):
    """Moves the item at `position` down: first to the bottom along the smaller children, then up, which compares less often."""
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _rise(heap, start, position)


def _heapify_max(x):
    x[:] = sorted(x, reverse=True)  # a descending list is a heap for >


def _heappop_max(heap):
    largest = heap[0]
    _heapreplace_max(heap, heap.pop())
    return largest


def _heapreplace_max(heap, item):
    if not heap:
        return item
    largest = heap[0]
    end = len(heap)
    position, child = 0, 1
    while child < end:
        right = child + 1
        if right < end and heap[child] < heap[right]:
            child = right
        if not item < heap[child]:
            break
        heap[position] = heap[child]
        position, child = child, 2 * child + 1
    heap[position] = item
    return largest


class _Descending:
    """A key whose order is reversed."""

    __slots__ = ("key",)

    def __init__(self, key):
        self.key = key

    def __lt__(self, other):
        return other.key < self.key

    def __eq__(self, other):
        return self.key == other.key


def merge(*iterables, key=None, reverse=False):
    """Merges sorted inputs into one sorted stream."""
    heap = []
    for order, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        heap.append(_entry(value, order, step, key, reverse))
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        try:
            value = entry[3]()
        except StopIteration:
            heappop(heap)
            continue
        heapreplace(heap, _entry(value, entry[1], entry[3], key, reverse))


def _entry(value, order, step, key, reverse):
    rank = value if key is None else key(value)
    return (_Descending(rank) if reverse else rank, order, value, step)


def nsmallest(n, iterable, key=None):
    """Equivalent to sorted(iterable, key=key)[:n]."""
    if n <= 0:
        iter(iterable)
        return []
    if n == 1:
        nothing = object()
        result = min(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    return sorted(iterable, key=key)[:n]


def nlargest(n, iterable, key=None):
    """Equivalent to sorted(iterable, key=key, reverse=True)[:n]."""
    if n <= 0:
        iter(iterable)
        return []
    if n == 1:
        nothing = object()
        result = max(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    return sorted(iterable, key=key, reverse=True)[:n]
