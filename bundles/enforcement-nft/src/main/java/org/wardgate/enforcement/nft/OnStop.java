package org.wardgate.enforcement.nft;

/** What an operator wants of the ward when enforcement ends in good order. */
enum OnStop {
  /** Devices with a floor keep it, all others have nothing. */
  CLOSED,
  /** Everybody keeps what the last policy allowed. */
  STATIC
}
