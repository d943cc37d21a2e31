/** How a device asks for its certificate and names its MUD URL: EST over CoAPS (RFC 9148). */
@NullMarked
package org.wardgate.onboarding;

import org.jspecify.annotations.NullMarked;
