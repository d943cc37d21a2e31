@NullMarked
package org.wardgate.onboarding;

import org.jspecify.annotations.NullMarked;
