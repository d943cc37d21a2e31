package org.wardgate.api.command;

/**
 * What came of a command.
 *
 * @param subject id of the device or advisory it was about
 * @param state its state now
 * @param reason one line for people
 */
public record CommandOutcome(String subject, String state, String reason) {}
