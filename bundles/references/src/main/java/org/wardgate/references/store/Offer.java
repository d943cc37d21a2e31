package org.wardgate.references.store;

import org.wardgate.api.attestation.Change;

/**
 * What {@code decision} is asked about.
 *
 * @param change what would change
 * @param issuer the manufacturer's id
 * @param summary one line for people
 */
public record Offer(Change change, String issuer, String summary) {}
