"""Adding handwritten digits in PyTorch: the two modules, the pairs of images, and the ways to train of the embedded
comparison."""

import torch
from torch import nn
from torch.nn import functional

BATCH = 64


class Reader(nn.Module):
    def __init__(self, tuned):
        super().__init__()
        self.first, self.first_norm = nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)
        self.second, self.second_norm = nn.Conv2d(16, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32)
        self.outputs = nn.Linear(128, 10)
        self.half = self.pool_first if tuned else self.relu_first

    def relu_first(self, x):
        return functional.max_pool2d(functional.relu(x), 2)

    def pool_first(self, x):
        return functional.relu(functional.max_pool2d(x, 2), inplace=True)

    def forward(self, x):
        x = self.half(self.first_norm(self.first(x)))
        x = self.half(self.second_norm(self.second(x)))
        return self.outputs(torch.flatten(x, 1))


class System(nn.Module):
    def __init__(self, tuned):
        super().__init__()
        self.reader = Reader(tuned)
        self.adder = nn.Sequential(
            nn.Linear(20, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10)
        )
        if tuned:
            self.to(memory_format=torch.channels_last)

    def read(self, pairs):
        return self.reader(pairs.flatten(0, 1)).view(len(pairs), 2, 10)

    def forward(self, pairs):
        return self.adder(self.read(pairs).flatten(1))


class Digits:
    """Images with their labels, of which pairs are drawn."""

    def __init__(self, images, labels):
        self.images, self.labels = images, labels

    @torch.no_grad()
    def read(self, system):
        """What a reader that stays as it is says of every image, in the place of the images."""
        system.eval()
        return Digits(system.reader(self.images), self.labels)

    def draw(self, count):
        chosen = torch.randint(len(self.images), (count, 2))
        digits = self.labels[chosen]
        return self.images[chosen], digits, digits.sum(1) % 10


def pairs(images, labels):
    """Images one after another as pairs, with their digits and sums."""
    digits = labels.unflatten(0, (-1, 2))
    return images.unflatten(0, (-1, 2)), digits, digits.sum(1) % 10


def sum_loss(system, pairs, digits, sums):
    return functional.cross_entropy(system(pairs), sums)


def read_loss(system, read, digits, sums):
    """Of pairs that were read before."""
    return functional.cross_entropy(system.adder(read.flatten(1)), sums)


def digit_loss(system, pairs, digits, sums):
    return functional.cross_entropy(system.read(pairs).flatten(0, 1), digits.flatten())


def both_losses(system, pairs, digits, sums):
    read = system.read(pairs)
    return functional.cross_entropy(system.adder(read.flatten(1)), sums) + functional.cross_entropy(
        read.flatten(0, 1), digits.flatten()
    )


@torch.no_grad()
def said(system, pairs):
    system.eval()
    return torch.cat([system(part) for part in pairs.split(256)]).argmax(1)


@torch.no_grad()
def said_of_read(system, read):
    system.eval()
    return system.adder(read.flatten(1)).argmax(1)


class Way:
    """Trains one system with one learning rate."""

    def __init__(self, training, validation, rate, tuned):
        self.training, self.validation, self.rate, self.tuned = training, validation, rate, tuned
        self.system = System(tuned)

    def phase(self, loss, examples, parts, every):
        self.run(loss, examples, parts, every, self.training, self.score)

    def adder_phase(self, examples, every):
        """The adder behind a frozen reader, which, if tuned, reads every image once."""
        if not self.tuned:
            return self.phase(sum_loss, examples, [self.system.adder], every)
        pairs, _, sums = self.validation
        training = self.training.read(self.system)
        with torch.no_grad():
            read = self.system.read(pairs)

        def score():
            return (said_of_read(self.system, read) == sums).float().mean().item()

        self.run(read_loss, examples, [self.system.adder], every, training, score)

    def run(self, loss, examples, parts, every, training, score):
        """Trains some parts while the others stay as they are, and looks at the validation pairs every so often."""
        for part in (self.system.reader, self.system.adder):
            part.requires_grad_(part in parts)
        parameters = [p for part in parts for p in part.parameters()]
        optimizer = torch.optim.Adam(parameters, lr=self.rate, fused=self.tuned)
        for step in range(1, int(examples) // BATCH + 1):
            for part in (self.system.reader, self.system.adder):
                part.train(part in parts)
            optimizer.zero_grad()
            value = loss(self.system, *training.draw(BATCH))
            value.backward()
            optimizer.step()
            value.item()
            if step * BATCH % every < BATCH:
                score()

    def score(self):
        pairs, _, sums = self.validation
        return (said(self.system, pairs) == sums).float().mean().item()

    def by_steps(self, budget, every, then=False):
        share = budget / (3 if then else 2)
        self.phase(digit_loss, share, [self.system.reader], every)
        self.adder_phase(share, every)
        if then:
            self.phase(sum_loss, share, [self.system.reader, self.system.adder], every)


def train(name, seed, budget, rate, every, data, tuned):
    """The trained systems: one, or three that vote."""
    torch.manual_seed(seed)
    ways = [Way(*data, rate, tuned) for _ in range(3 if name == "voted" else 1)]
    for way in ways:
        both = [way.system.reader, way.system.adder]
        if name == "end-to-end":
            way.phase(sum_loss, budget, both, every)
        elif name == "auxiliary":
            way.phase(both_losses, budget, both, every)
        else:
            way.by_steps(budget / len(ways), every, then=name == "fine-tuned")
    return [way.system for way in ways]


def accuracy(systems, pairs, sums):
    """By majority."""
    return (torch.stack([said(system, pairs) for system in systems]).mode(0).values == sums).float().mean().item()
