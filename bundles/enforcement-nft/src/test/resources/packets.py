"""Sends hand-made packets and says which ones arrive. Usage: packets.py INTERFACE

Commands, one a line:
  send SOURCE DESTINATION PROTOCOL A B TOKEN   A, B: ports, or ICMP type and code
  advertise ADDRESS DESTINATION                a neighbour advertisement about ADDRESS
Prints "arrived TOKEN" for every token that comes in on the interface.
"""
import socket
import struct
import sys
import threading

TOKEN = b"WGT-"
TOKEN_BYTES = 16


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def pseudo(source, destination, protocol, length):
    if len(source) == 4:
        return source + destination + struct.pack("!BBH", 0, protocol, length)
    return source + destination + struct.pack("!IHBB", length, 0, 0, protocol)


def transport(source, destination, protocol, a, b, payload):
    if protocol == 17:
        length = 8 + len(payload)
        body = struct.pack("!HHHH", a, b, length, 0) + payload
        total = checksum(pseudo(source, destination, 17, length) + body) or 0xFFFF
        return body[:6] + struct.pack("!H", total) + body[8:]
    if protocol == 6:
        body = struct.pack("!HHIIBBHHH", a, b, 1, 0, 5 << 4, 2, 8192, 0, 0) + payload
        total = checksum(pseudo(source, destination, 6, len(body)) + body)
        return body[:16] + struct.pack("!H", total) + body[18:]
    if protocol in (1, 58):
        identifier = checksum(payload)
        body = struct.pack("!BBHHH", a, b, 0, identifier, 1) + payload
        whole = body
        if protocol == 58:
            whole = pseudo(source, destination, 58, len(body)) + body
        return body[:2] + struct.pack("!H", checksum(whole)) + body[4:]
    return payload


def addresses(source, destination):
    family = socket.AF_INET6 if ":" in source else socket.AF_INET
    return family, socket.inet_pton(family, source), socket.inet_pton(family, destination)


def packet(family, source, destination, protocol, body, hops=64):
    if family == socket.AF_INET:
        return struct.pack(
            "!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), 0, 0, hops, protocol, 0, source, destination
        ) + body
    return struct.pack("!IHBB", 6 << 28, len(body), protocol, hops) + source + destination + body


class Sender:
    def __init__(self):
        self.sockets = {}

    def send(self, family, data, destination):
        if family not in self.sockets:
            raw = socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_RAW)
            if family == socket.AF_INET6:
                raw.setsockopt(socket.IPPROTO_IPV6, 36, 1)  # IPV6_HDRINCL
            self.sockets[family] = raw
        self.sockets[family].sendto(data, (destination, 0))

    def obey(self, words):
        if words[0] == "send":
            family, source, destination = addresses(words[1], words[2])
            protocol = int(words[3])
            payload = words[6].encode()
            body = transport(source, destination, protocol, int(words[4]), int(words[5]), payload)
            self.send(family, packet(family, source, destination, protocol, body), words[2])
        elif words[0] == "advertise":
            family, target, destination = addresses(words[1], words[2])
            mac = bytes.fromhex(words[3].replace(":", ""))
            body = struct.pack("!BBHI", 136, 0, 0, 0x60000000) + target + b"\x02\x01" + mac
            total = checksum(pseudo(target, destination, 58, len(body)) + body)
            body = body[:2] + struct.pack("!H", total) + body[4:]
            self.send(family, packet(family, target, destination, 58, body, 255), words[2])


def listen(interface):
    sniffer = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
    sniffer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    sniffer.bind((interface, 3))
    print("bound " + interface, flush=True)
    while True:
        data, whence = sniffer.recvfrom(4096)
        place = data.find(TOKEN)
        if whence[2] != 4 and place >= 0:  # 4: going out
            print("arrived " + data[place:place + TOKEN_BYTES].decode("ascii", "replace"), flush=True)


threading.Thread(target=listen, args=(sys.argv[1],), daemon=True).start()
SENDER = Sender()
for line in sys.stdin:
    try:
        SENDER.obey(line.split())
    except OSError as failure:
        print("failed " + str(failure), flush=True)
