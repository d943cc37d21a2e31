package org.wardgate.integration.interop;

import java.nio.file.Path;

/**
 * What a client proves itself with.
 *
 * @param certificate PEM
 * @param key PEM
 */
record Holder(Path certificate, Path key) {}
