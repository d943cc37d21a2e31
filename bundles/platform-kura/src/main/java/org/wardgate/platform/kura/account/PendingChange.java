package org.wardgate.platform.kura.account;

/** Knows who must change a password before it counts. Used inside this bundle only. */
@FunctionalInterface
public interface PendingChange {
  /** Whether the account's password is one that was given out and must be changed first. */
  boolean pending(String name);
}
