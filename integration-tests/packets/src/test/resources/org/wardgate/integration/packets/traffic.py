"""Sends and receives real packets in network namespaces, as told on standard input.

A request is a line "run N SECONDS" and N lines, each one probe:
  EXPECTED PROTOCOL FROM-NAMESPACE ADDRESS PORT TO-NAMESPACE ADDRESS PORT
EXPECTED is pass or drop; PROTOCOL is udp, tcp, icmp or ipN. For icmp the ports are type and code.
Port 0 of the sender means any. What must not arrive is sent first, and is waited for until all
else has arrived and a while longer. The answer is a line for each probe: ok, or what was wrong.

"flood N 0" sends udp probes again and again; "count" asks how many of each have arrived so far,
"stop" ends it and asks for the last time.
"""

import ctypes
import itertools
import os
import select
import socket
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
REQUESTS = open(0, "rb", 0)
LIBC = ctypes.CDLL(None, use_errno=True)
GRACE_SECONDS = 0.15
RESEND_SECONDS = 0.5
tokens = itertools.count(1)
any_port = itertools.count(20000)


def enter(namespace):
    with open("/run/netns/" + namespace) as handle:
        if LIBC.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + namespace)


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def port_for_any():
    return 20000 + next(any_port) % 40000


def share(one):
    """A port may be listened on and sent from."""
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)


class Probe:
    def __init__(self, words):
        self.passes = words[0] == "pass"
        self.protocol = words[1]
        self.source = (words[2], words[3], int(words[4]))
        self.target = (words[5], words[6], int(words[7]))
        self.token = b"wardgate-probe-%08d" % next(tokens)
        self.arrived = False
        self.answered = False
        self.socket = None
        if self.protocol in ("udp", "tcp") and self.source[2] == 0:
            self.source = (words[2], words[3], port_for_any())

    def done(self):
        return self.arrived and (self.answered or self.protocol not in ("udp", "tcp"))

    def verdict(self):
        if self.passes:
            return "ok" if self.done() else "lost" if not self.arrived else "no answer"
        return "passed" if self.arrived else "ok"


class Run:
    def __init__(self, probes):
        self.probes = probes
        self.servers = {}
        self.accepted = []

    def open(self, probe):
        if probe.protocol == "udp":
            self.datagrams(probe.target)
            probe.socket = self.datagrams(probe.source)
        elif probe.protocol == "tcp":
            self.open_tcp(probe)
        else:
            self.open_raw(probe)

    def datagrams(self, end):
        """One socket for each end, whether it sends, receives or both."""
        key = end + ("udp",)
        if key not in self.servers:
            enter(end[0])
            server = socket.socket(family(end[1]), socket.SOCK_DGRAM)
            server.bind(end[1:])
            server.setblocking(False)
            self.servers[key] = server
        return self.servers[key]

    def open_tcp(self, probe):
        key = probe.target + ("tcp",)
        if key not in self.servers:
            enter(key[0])
            server = socket.socket(family(key[1]), socket.SOCK_STREAM)
            share(server)
            server.bind(key[1:3])
            server.setblocking(False)
            server.listen(16)
            self.servers[key] = server
        enter(probe.source[0])
        probe.socket = socket.socket(family(probe.source[1]), socket.SOCK_STREAM)
        share(probe.socket)
        reset = struct.pack("ii", 1, 0)
        probe.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        probe.socket.bind(probe.source[1:])
        probe.socket.setblocking(False)

    def number(self, probe):
        if probe.protocol == "icmp":
            return 58 if family(probe.target[1]) == socket.AF_INET6 else 1
        return int(probe.protocol[2:])

    def open_raw(self, probe):
        number = self.number(probe)
        key = (probe.target[0], family(probe.target[1]), number, "raw")
        if key not in self.servers:
            enter(probe.target[0])
            server = socket.socket(key[1], socket.SOCK_RAW, number)
            server.setblocking(False)
            self.servers[key] = server
        enter(probe.source[0])
        probe.socket = socket.socket(key[1], socket.SOCK_RAW, number)
        probe.socket.bind((probe.source[1], 0))

    def send(self, probe):
        target = (probe.target[1], probe.target[2])
        try:
            if probe.protocol == "udp":
                probe.socket.sendto(probe.token, target)
            elif probe.protocol == "tcp":
                probe.socket.connect_ex(target)
            else:
                probe.socket.sendto(self.message(probe), (probe.target[1], 0))
        except OSError as failure:
            if not isinstance(self, Flood):  # whose senders may lose their way for a while
                print("cannot send: %s" % failure, file=sys.stderr)

    def message(self, probe):
        if probe.protocol != "icmp":
            return probe.token
        kind, code = probe.source[2], probe.target[2]
        body = struct.pack("!HH", 4711, 1) + probe.token
        if len(body) % 2:
            body += b"\0"
        total = (kind << 8 | code) + sum(struct.unpack("!%dH" % (len(body) // 2), body))
        while total >> 16:
            total = (total & 0xFFFF) + (total >> 16)
        # in ICMPv6 the kernel fills in the checksum
        return struct.pack("!BBH", kind, code, ~total & 0xFFFF) + body

    def receive(self, key, server):
        if key[-1] == "tcp":
            connection, peer = server.accept()
            self.accepted.append(connection)
            self.mark_sender(key[:3], peer)
            connection.send(b"hello")
            return
        data, peer = server.recvfrom(2048)
        for probe in self.probes:
            if data == b"re:" + probe.token:
                probe.answered = key[:3] == probe.source
            elif probe.token in data and key[0] == probe.target[0] and peer[0] == probe.source[1]:
                probe.arrived = True
                if key[-1] == "udp":
                    server.sendto(b"re:" + probe.token, peer)

    def mark_sender(self, target, peer):
        for probe in self.probes:
            if probe.protocol == "tcp" and probe.target == target:
                if probe.source[1] == peer[0] and probe.source[2] == peer[1]:
                    probe.arrived = True

    def greeting(self, probe):
        try:
            probe.answered = probe.socket.recv(2048) == b"hello"
        except OSError:
            time.sleep(0.01)  # refused or reset

    def wait(self, seconds):
        readers = {server: key for key, server in self.servers.items()}
        askers = {p.socket: p for p in self.probes if p.protocol == "tcp" and not p.answered}
        ready, _, _ = select.select(list(readers) + list(askers), [], [], seconds)
        for one in ready:
            if one in readers:
                self.receive(readers[one], one)
            else:
                self.greeting(askers[one])

    def run(self, patience):
        for probe in self.probes:
            self.open(probe)
        for probe in sorted(self.probes, key=lambda probe: probe.passes):
            self.send(probe)
        end = time.monotonic() + patience
        resend = time.monotonic() + RESEND_SECONDS
        while time.monotonic() < end and not all(p.done() for p in self.probes if p.passes):
            self.wait(0.05)
            if time.monotonic() > resend:
                resend = time.monotonic() + RESEND_SECONDS
                for probe in self.probes:
                    if probe.passes and not probe.done() and probe.protocol != "tcp":
                        self.send(probe)
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end:
            self.wait(end - time.monotonic() if end > time.monotonic() else 0)
        return [probe.verdict() for probe in self.probes]

    def close(self):
        for one in self.accepted + list(self.servers.values()):
            one.close()
        for probe in self.probes:
            if probe.socket:
                probe.socket.close()


class Flood(Run):
    """Every datagram again and again, until it is asked to stop."""

    def run(self, _):
        self.counts = [0] * len(self.probes)
        for probe in self.probes:
            self.open(probe)
        stopped = False
        while not stopped:
            for probe in self.probes:
                self.send(probe)
            ready, _, _ = select.select(list(self.servers.values()) + [REQUESTS], [], [], 0.002)
            for key, server in self.servers.items():
                if server in ready:
                    self.drain(key, server)
            if REQUESTS in ready:
                stopped = REQUESTS.readline().strip() != b"count"
                if not stopped:
                    tell(self.counts)
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end:
            for key, server in self.servers.items():
                self.drain(key, server)
            time.sleep(0.01)
        return self.counts

    def drain(self, key, server):
        while True:
            try:
                data, _ = server.recvfrom(2048)
            except OSError:
                return
            for number, probe in enumerate(self.probes):
                if data == probe.token and key[0] == probe.target[0]:
                    self.counts[number] += 1


def tell(results):
    sys.stdout.write("".join("%s\n" % result for result in results))
    sys.stdout.flush()


def main():
    tell(["ready"])
    for line in iter(REQUESTS.readline, b""):
        words = line.decode().split()
        probes = [Probe(REQUESTS.readline().decode().split()) for _ in range(int(words[1]))]
        run = Run(probes) if words[0] == "run" else Flood(probes)
        try:
            tell(run.run(float(words[2])))
        except OSError as failure:
            tell(["failed: %s" % failure] * len(probes))
        finally:
            run.close()


main()
