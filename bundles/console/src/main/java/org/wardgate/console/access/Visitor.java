package org.wardgate.console.access;

/**
 * Who was let in.
 *
 * @param operator who acts, for the record
 * @param mayAct whether more than looking
 * @param first whether this account did not log in from there within the last day
 */
public record Visitor(String operator, boolean mayAct, boolean first) {}
