/**
 * Who a device is and how it asks for its certificate: IDevID and LDevID validation against the
 * hospital's inventory, and EST over CoAPS (RFC 9148).
 */
@NullMarked
package org.wardgate.onboarding;

import org.jspecify.annotations.NullMarked;
