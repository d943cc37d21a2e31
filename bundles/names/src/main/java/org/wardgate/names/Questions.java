package org.wardgate.names;

/** Where what devices send is handed over. */
interface Questions {
  /**
   * Takes one message, whatever is in it.
   *
   * @return whether it is answered, now or later
   */
  boolean take(byte[] message, Asker asker);
}
