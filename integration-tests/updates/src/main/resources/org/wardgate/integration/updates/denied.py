"""Sends datagrams that a policy denies from one network namespace to another, and counts them.

  denied.py FROM-NAMESPACE TO-NAMESPACE TO-ADDRESS PORT

A line on standard input is answered with "SENT ARRIVED".
"""

import ctypes
import os
import select
import socket
import sys

CLONE_NEWNET = 0x40000000
PAUSE_SECONDS = 0.002
LIBC = ctypes.CDLL(None, use_errno=True)


def open_in(namespace):
    with open("/run/netns/" + namespace) as handle:
        if LIBC.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + namespace)
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.setblocking(False)
    return one


def main(source, target, address, port):
    sender = open_in(source)
    receiver = open_in(target)
    receiver.bind((address, port))
    sent = arrived = 0
    print("ready", flush=True)
    while True:
        try:
            sender.sendto(b"denied", (address, port))
            sent += 1
        except OSError:
            pass  # no route yet, or the kernel said that it is not allowed
        readable, _, _ = select.select([receiver, 0], [], [], PAUSE_SECONDS)
        if receiver in readable:
            receiver.recv(2048)
            arrived += 1
        if 0 in readable:
            if not os.read(0, 64):
                return
            print(sent, arrived, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
