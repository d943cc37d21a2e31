/**
 * The demo's networks: three namespaces with one wire per device, or loopback where the kernel
 * allows none.
 */
@NullMarked
package org.wardgate.emulators.net;

import org.jspecify.annotations.NullMarked;
