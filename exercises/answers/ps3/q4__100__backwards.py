def settled(losses, work, target):
    result = []
    for row, done in zip(losses, work):
        answer = -1
        for loss, amount in zip(row[::-1], done[::-1]):
            if loss > target:
                break
            answer = amount
        result.append(answer)
    return result
