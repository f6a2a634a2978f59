def session_batches(x, y, session, order, size, last):
    batches = [order[k : k + size].tolist() for k in range(0, len(order), size)]
    if last == "drop" and len(batches[-1]) < size:
        batches.pop()
    return (zip(*[(a, b) for name in batch for a, b, s in zip(x, y, session) if s == name]) for batch in batches)
