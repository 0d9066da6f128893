"""The networks in PyTorch. `plain` has them as tutorials write them, `tuned` with what is known to be faster."""

import torch
from torch import nn
from torch.nn import functional

from protocol import Unable


class Cnn(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 3)
        self.second = nn.Conv2d(16, 32, 3)
        self.hidden = nn.Linear(800, 128)
        self.outputs = nn.Linear(128, classes)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.first(x)), 2)
        x = functional.max_pool2d(functional.relu(self.second(x)), 2)
        x = functional.relu(self.hidden(torch.flatten(x, 1)))
        return self.outputs(x)


class TunedCnn(Cnn):
    """Pools first, which gives relu a quarter of the work, and lets relu overwrite."""

    def forward(self, x):
        x = functional.relu(functional.max_pool2d(self.first(x), 2), inplace=True)
        x = functional.relu(functional.max_pool2d(self.second(x), 2), inplace=True)
        x = functional.relu(self.hidden(torch.flatten(x, 1)), inplace=True)
        return self.outputs(x)


class Lstm(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.cells = nn.LSTM(28, 128, batch_first=True)
        self.outputs = nn.Linear(128, classes)

    def forward(self, x):
        states, _ = self.cells(x)
        return self.outputs(states[:, -1])


class Mlp(nn.Sequential):
    def __init__(self, classes):
        super().__init__(
            nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, classes)
        )


def level(inputs, channels):
    return nn.Sequential(
        nn.Conv2d(inputs, channels, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(channels, channels, 3, padding=1),
        nn.ReLU(inplace=True),
    )


class UNet(nn.Module):
    def __init__(self, classes, channels=(16, 32, 64)):
        super().__init__()
        sizes = list(zip((1,) + channels, channels))
        self.down = nn.ModuleList(level(*pair) for pair in sizes)
        above = list(zip(channels[:0:-1], channels[-2::-1]))
        self.rise = nn.ModuleList(nn.ConvTranspose2d(below, own, 2, stride=2) for below, own in above)
        self.up = nn.ModuleList(level(2 * own, own) for _, own in above)
        self.outputs = nn.Conv2d(channels[0], classes, 1)
        for rise in self.rise:  # by the numbers that go into an output, which PyTorch counts otherwise here
            bound = rise.in_channels**-0.5
            nn.init.uniform_(rise.weight, -bound, bound)
            nn.init.uniform_(rise.bias, -bound, bound)

    def forward(self, x):
        beside = []
        for i, down in enumerate(self.down):
            x = down(functional.max_pool2d(x, 2) if i else x)
            beside.append(x)
        for rise, up, skipped in zip(self.rise, self.up, beside[-2::-1]):
            x = up(torch.cat([skipped, rise(x)], dim=1))
        return self.outputs(x)


PLAIN = {"cnn": Cnn, "lstm": Lstm, "mlp": Mlp, "unet": UNet}
TUNED = PLAIN | {"cnn": TunedCnn}


def plain(work):
    return made(PLAIN, work)


def tuned(work):
    """With kernels that have the channels last in memory."""
    net = made(TUNED, work)
    return net.to(memory_format=torch.channels_last) if images(work) else net


def made(nets, work):
    if work.net not in nets:
        raise Unable(f"there is no {work.net} here")
    return nets[work.net](work.data.classes)


def images(work):
    return len(work.data.shape) == 3


def channels_last(images_):
    """`to` leaves images of one channel as they are."""
    out = torch.empty(images_.shape, memory_format=torch.channels_last)
    return out.copy_(images_)


def loss(logits, labels):
    return functional.cross_entropy(logits, labels, ignore_index=-1)


def tensors(work, part):
    return torch.from_numpy(work.inputs(part)), torch.from_numpy(work.labels(part))


@torch.no_grad()
def accuracy(models, inputs, labels, batch=256):
    """Of the mean of what the models say."""
    hits = counted = 0
    for x, y in zip(inputs.split(batch), labels.split(batch)):
        said = sum(model(x).softmax(1) for model in models).argmax(1)
        hits += ((said == y) & (y >= 0)).sum().item()
        counted += (y >= 0).sum().item()
    return hits / counted


def said(models, inputs):
    """Probabilities: a model's own, or the mean of several models'."""
    if len(models) == 1:
        return models[0](inputs).softmax(1)
    return torch.stack([model(inputs).softmax(1) for model in models]).mean(0)


def parameters(net):
    return sum(p.numel() for p in net.parameters())


def peer():
    return f"PyTorch {torch.__version__}"
