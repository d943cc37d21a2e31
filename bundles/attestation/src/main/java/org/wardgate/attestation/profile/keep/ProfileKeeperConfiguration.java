package org.wardgate.attestation.profile.keep;

/** The part of the bundle's configuration that is about profiles. */
@interface ProfileKeeperConfiguration {
  /** Where signed profiles lie; empty means that there are none. */
  String profileDirectory() default "";

  /** PEM certificates that the hospital's signers chain to. */
  String anchorsFile() default "";

  /** How often the directory is looked at. */
  int pollSeconds() default 2;
}
