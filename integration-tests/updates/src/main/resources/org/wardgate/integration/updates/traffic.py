"""Sends what a ward's policies deny and what they allow, all the time, and counts what arrives.

  traffic.py WARD-NAMESPACE WORLD-NAMESPACE DEVICE STRANGER TELEMETRY OTHER NAME RESOLVER

A stranger sends datagrams out of the ward, somebody outside sends some to the admitted device, and
the device itself some that nobody declared: few, or after the line "many" as many as the others,
until the line "few". Besides, the device asks for its maker's name and connects there, as declared.
The line "count" is answered with a JSON object.
"""

import ctypes
import json
import os
import select
import socket
import struct
import sys
import threading
import time

CLONE_NEWNET = 0x40000000
PAUSE_SECONDS = 0.002
FEW_SECONDS = 0.5
DECLARED_SECONDS = 0.1
WAIT_SECONDS = 0.7
PORT = 4001
TELEMETRY_PORT = 443
LIBC = ctypes.CDLL(None, use_errno=True)


def enter(namespace):
    """Puts the calling thread into a network namespace."""
    with open("/run/netns/" + namespace) as handle:
        if LIBC.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + namespace)


def bound(address, port):
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.setblocking(False)
    one.bind((address, port))
    return one


class Declared(threading.Thread):
    """What the maker of the device declared."""

    def __init__(self, namespace, device, telemetry, name, resolver):
        super().__init__(daemon=True)
        self.namespace = namespace
        self.device = device
        self.telemetry = telemetry
        self.name = name
        self.resolver = resolver
        self.passed = 0

    def run(self):
        enter(self.namespace)
        while True:
            self.ask()
            try:
                self.connect()
                self.passed += 1
            except OSError:
                pass  # not admitted yet, or nobody resolves the name
            time.sleep(DECLARED_SECONDS)

    def ask(self):
        labels = b"".join(bytes([len(l)]) + l.encode() for l in self.name.split("."))
        question = os.urandom(2) + struct.pack(">HHHHH", 0x0100, 1, 0, 0, 0)
        question += labels + b"\0" + struct.pack(">HH", 1, 1)
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                one.settimeout(WAIT_SECONDS)
                one.bind((self.device, 0))
                one.connect((self.resolver, 53))
                one.send(question)
                one.recv(4096)
        except OSError:
            pass  # its address may still be known

    def connect(self):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
            one.settimeout(WAIT_SECONDS)
            one.bind((self.device, 0))
            one.connect((self.telemetry, TELEMETRY_PORT))
            one.sendall(b"telemetry\n")
            if not one.recv(64):
                raise OSError("closed")


class Denied:
    """A datagram again and again."""

    def __init__(self, sender, receiver, pause):
        self.sender = sender
        self.receiver = receiver
        self.target = receiver.getsockname()
        self.pause = pause
        self.next = 0.0
        self.sent = 0
        self.arrived = 0

    def send(self, now):
        if now >= self.next:
            self.next = now + self.pause
            try:
                self.sender.sendto(b"denied", self.target)
                self.sent += 1
            except OSError:
                pass  # no route yet, or the kernel said that it is not allowed

    def take(self):
        self.receiver.recv(2048)
        self.arrived += 1


def main(ward, world, device, stranger, telemetry, other, name, resolver):
    declared = Declared(ward, device, telemetry, name, resolver)
    declared.start()
    enter(ward)
    stranger_out = bound(stranger, PORT + 1)
    device_out = bound(device, PORT + 1)
    device_in = bound(device, PORT)
    enter(world)
    own = Denied(device_out, bound(telemetry, PORT), FEW_SECONDS)
    all_denied = {
        "stranger": Denied(stranger_out, bound(other, PORT), PAUSE_SECONDS),
        "own": own,
        "uninvited": Denied(bound(telemetry, PORT + 2), device_in, PAUSE_SECONDS),
    }
    by_receiver = {one.receiver: one for one in all_denied.values()}
    print("ready", flush=True)
    while True:
        now = time.monotonic()
        for one in all_denied.values():
            one.send(now)
        readable, _, _ = select.select([*by_receiver, 0], [], [], PAUSE_SECONDS)
        for one in readable:
            if one != 0:
                by_receiver[one].take()
        if 0 in readable:
            lines = os.read(0, 4096).decode()
            if not lines:
                return
            for line in lines.split():
                if line == "count":
                    counts = {k: [d.sent, d.arrived] for k, d in all_denied.items()}
                    print(json.dumps({"declared": declared.passed, **counts}), flush=True)
                else:
                    own.pause = PAUSE_SECONDS if line == "many" else FEW_SECONDS
                    own.next = 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
