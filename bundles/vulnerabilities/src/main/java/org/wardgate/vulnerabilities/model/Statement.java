package org.wardgate.vulnerabilities.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One statement of a VEX document.
 *
 * @param vulnerability its id, a CVE number if it has one
 * @param status whether it is there
 * @param product in what
 * @param component in which part of the product, absent if the whole product is meant
 * @param at when this was known
 */
public record Statement(
    String vulnerability,
    Status status,
    Product product,
    Optional<Product> component,
    Instant at) {}
