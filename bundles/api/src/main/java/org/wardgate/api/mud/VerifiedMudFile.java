package org.wardgate.api.mud;

import org.wardgate.api.Bytes;

/**
 * A MUD file whose signature was verified against its manufacturer's signers.
 *
 * @param mudUrl where it came from
 * @param content the file as signed, at most 1 MiB
 * @param signer the signer certificate's subject, cleaned; for people
 */
public record VerifiedMudFile(String mudUrl, Bytes content, String signer) {}
