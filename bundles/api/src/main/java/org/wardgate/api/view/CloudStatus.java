package org.wardgate.api.view;

/** How far the cloud has come; implemented by {@code cloud}. Thread-safe. */
public interface CloudStatus {
  /** Records the cloud has acknowledged. */
  long acknowledgedCount();

  /** Records it has not. */
  long pendingCount();

  /** Whether the link is up. */
  boolean connected();
}
