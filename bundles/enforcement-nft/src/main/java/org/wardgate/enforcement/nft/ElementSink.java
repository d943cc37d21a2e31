package org.wardgate.enforcement.nft;

/** Takes the elements a device has in the table. */
@FunctionalInterface
interface ElementSink {
  /**
   * One element.
   *
   * @param place family and set, for example {@code inet placed}
   * @param key what is looked up
   * @param value what follows the key when it is added to a map, empty in a set
   */
  void element(String place, String key, String value);
}
